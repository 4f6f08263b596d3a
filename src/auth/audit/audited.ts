import { SetMetadata } from '@nestjs/common';

export const AUDITED = 'postroom:audited';

/** A read that goes into the audit log, as every write does: it shows mail as it was sent. */
export const Audited = () => SetMetadata(AUDITED, true);
