const PREFIX = 'reconcile:';

/** The delivery id of a mail that no webhook announced: one per mail, so that a reconcile brings it in once. */
export const reconciledDeliveryId = (emailId: string): string => PREFIX + emailId;

/** SQL pattern of such delivery ids. */
export const RECONCILED_LIKE = `${PREFIX}%`;
