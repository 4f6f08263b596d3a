/** Another process took over the reconcile, or the service is stopping; nothing is proven. */
export class ReconcileInterrupted extends Error {
  constructor() {
    super('The reconcile was interrupted.');
  }
}
