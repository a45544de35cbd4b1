import type * as restate from '@restatedev/restate-sdk';

/** The peer dependency as a module. */
export type Sdk = typeof restate;
/** `cancellation` is there for handlers with `explicitCancellation`. */
export type DriveContext = restate.WorkflowContext & Pick<restate.internal.ContextInternal, 'cancellation'>;
export type PostContext = restate.WorkflowSharedContext;

/** Loads the peer dependency, and says what to do where it cannot run. */
export async function loadSdk(): Promise<Sdk> {
  if (!('withResolvers' in Promise)) {
    throw new TypeError(`The SDK of Restate needs Node.js 22 or newer, this is ${process.versions.node}: serve the endpoint from a newer one; the client runs here`);
  }
  try {
    return await import('@restatedev/restate-sdk');
  } catch (error) {
    throw new TypeError('restateEndpoint needs the package @restatedev/restate-sdk beside @occwo/saga: npm install @restatedev/restate-sdk', { cause: error });
  }
}
