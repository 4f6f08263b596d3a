import type { ServerResponse } from 'node:http';
import { INBOX_OVERLOADED } from '../inbox/problems.js';
import { MAX_WEBHOOK_BYTES } from '../platform/http/body-parsing.js';
import { BODY_TOO_LARGE } from '../platform/problem/common-problems.js';
import { Problem } from '../platform/problem/problem.js';

/** Smaller bodies are not counted: provider events are a few kilobytes, so they get through whatever others send. */
const SMALL_BODY_BYTES = 16 * 1024;

/**
 * Limit for all larger bodies together in one process, from their first bytes to the answer. Bodies arrive before any
 * signature is checked, and may arrive slowly, over any number of connections.
 */
const MAX_HELD_BYTES = 16 * 1024 * 1024;

/** Room for the bodies of unanswered webhooks. */
export class HeldBodies {
  private held = 0;

  constructor(private readonly maxBytes = MAX_HELD_BYTES) {}

  /** @throws Problem inbox-overloaded */
  take(bytes: number): void {
    if (this.held + bytes > this.maxBytes) {
      throw new Problem(INBOX_OVERLOADED, 'Too many large webhooks are under way. Nothing was stored.');
    }
    this.held += bytes;
  }

  giveBack(bytes: number): void {
    this.held -= bytes;
  }
}

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * The body of a webhook as it arrives. Small pieces are joined at once: each costs hundreds of bytes by itself. The
 * room of a large body is given back when the response closes.
 */
export class WebhookBody {
  private space = NOTHING;
  private length = 0;
  private counted = 0;

  constructor(
    private readonly room: HeldBodies,
    private readonly response: ServerResponse,
  ) {}

  /** @throws Problem inbox-overloaded, body-too-large */
  add(piece: Buffer): void {
    const length = this.length + piece.length;
    if (length > MAX_WEBHOOK_BYTES) throw new Problem(BODY_TOO_LARGE, 'A webhook may have 1 MiB.');
    if (this.length === 0) {
      this.count(length);
      this.space = piece;
    } else {
      if (length > this.space.length) this.grow(length);
      piece.copy(this.space, this.length);
    }
    this.length = length;
  }

  /** The bytes received so far. */
  get bytes(): Buffer {
    return this.space.subarray(0, this.length);
  }

  /** Discards the bytes and gives their room back, early if the body is refused. */
  release(): void {
    this.room.giveBack(this.counted);
    this.counted = 0;
    this.space = NOTHING;
    this.length = 0;
  }

  private grow(length: number): void {
    const limit = length <= SMALL_BODY_BYTES ? SMALL_BODY_BYTES : MAX_WEBHOOK_BYTES;
    const size = Math.min(Math.max(length, 2 * this.space.length), limit);
    this.count(size);
    const space = Buffer.allocUnsafeSlow(size);
    this.space.copy(space, 0, 0, this.length);
    this.space = space;
  }

  private count(size: number): void {
    if (size <= SMALL_BODY_BYTES) return;
    this.room.take(size - this.counted);
    if (this.counted === 0) this.response.once('close', () => this.release());
    this.counted = size;
  }
}
