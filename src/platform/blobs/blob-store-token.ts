/** Injection token of the one `BlobStore`. */
export const BLOB_STORE = Symbol('BLOB_STORE');
