import { SetMetadata } from '@nestjs/common';

export const AUDITED = 'postroom:audited';

/** Marks a read that is recorded in the audit log, as every write is: it shows mail as it was sent. */
export const Audited = () => SetMetadata(AUDITED, true);
