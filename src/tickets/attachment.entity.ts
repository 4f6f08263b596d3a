import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A file that came with a message; its bytes are a blob, named by their hash and never by what the sender wrote. */
@Entity('attachments')
export class Attachment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'message_id' })
  messageId: string;

  /** The other side of `Message.attachments`; read `messageId` instead. */
  @ManyToOne('Message', 'attachments')
  @JoinColumn({ name: 'message_id' })
  message: object;

  /** Place in the mail, from 0. */
  @Column('int')
  position: number;

  /** Safe to display. */
  @Column('text')
  filename: string;

  /** As the mail has it. */
  @Column('text', { name: 'original_filename', nullable: true })
  originalFilename: string | null;

  /** As the mail declares it; ignored when the file is served. */
  @Column('text', { name: 'content_type' })
  contentType: string;

  @Column('text', { name: 'content_id', nullable: true })
  contentId: string | null;

  /** True if the HTML body shows it. */
  @Column('boolean', { name: 'is_inline' })
  isInline: boolean;

  /** Bytes. */
  @Column('bigint')
  size: string;

  @Column('text')
  sha256: string;

  /** When retention removed its bytes. */
  @Column('timestamptz', { name: 'purged_at', nullable: true })
  purgedAt: Date | null;
}
