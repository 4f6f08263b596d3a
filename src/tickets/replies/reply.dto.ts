import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBase64,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { MAX_MARKDOWN_CHARS } from '../../mail/markdown/render-markdown.js';
import { LowerCase } from '../../platform/http/lower-case.js';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { NotBlank } from '../../platform/http/not-blank.js';
import { TICKET_STATUSES, type TicketStatus } from '../ticket.entity.js';
import { OneLine } from '../one-line.js';

const MAX_TEXT_CHARS = 500_000;
/** Resend accepts 50 addresses in `to`. */
const MAX_PEOPLE = 50;
const MAX_FILES = 20;

export class UploadedFile {
  @IsString()
  @Length(1, 200)
  @OneLine()
  filename: string;

  @IsString()
  @MaxLength(200)
  content_type: string;

  /** Base64. The whole request is limited to 16 MiB, which is 12 MiB of files. */
  @IsBase64()
  content: string;
}

export class NewReply {
  /** Plain text. May be left out with `markdown`, from which it is then made. */
  @ValidateIf(({ text, markdown }: NewReply) => text !== undefined || markdown === undefined)
  @IsString()
  @Length(1, MAX_TEXT_CHARS)
  @NotBlank()
  text?: string;

  /** Sent as HTML, beside the text. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, MAX_MARKDOWN_CHARS)
  @NotBlank()
  markdown?: string;

  /** Sent beside the text, sanitised like received HTML. Cannot be combined with `markdown`. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, MAX_TEXT_CHARS)
  html?: string;

  /** Default: the requester. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_PEOPLE)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(320, { each: true })
  to?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_PEOPLE)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(320, { each: true })
  cc?: string[];

  /** Default: `Re:` and the ticket's subject. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 998)
  @NotBlank()
  @OneLine()
  subject?: string;

  /** Name shown with the mailbox's address; default: the mailbox's name. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 200)
  @NotBlank()
  @OneLine()
  author?: string;

  /** Attachments of earlier messages or replies to send along. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_FILES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @LowerCase()
  attachment_ids?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(MAX_FILES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => UploadedFile)
  uploads?: UploadedFile[];

  /** New status of the ticket. */
  @MayBeLeftOut()
  @IsIn(TICKET_STATUSES)
  status?: TicketStatus;
}
