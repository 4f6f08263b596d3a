import { SetMetadata } from '@nestjs/common';

export const AUDITED = 'postroom:audited';

/** Marks a read that the audit log records as it does every write, because it reveals mail or the log itself. */
export const Audited = () => SetMetadata(AUDITED, true);
