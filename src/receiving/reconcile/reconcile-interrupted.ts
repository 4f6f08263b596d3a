/** The reconcile was handed to another process, or the service stops; nothing is proven. */
export class ReconcileInterrupted extends Error {
  constructor() {
    super('The reconcile was interrupted.');
  }
}
