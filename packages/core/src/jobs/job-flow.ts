/** How a job ended; while no word says so, it runs. `empty`: it is done, and there is nothing. */
export type JobEnd = 'done' | 'failed' | 'empty';

/**
 * How one kind of job is started, asked for and fetched: a row of a marketplace's table. Places in answers are dotted paths, `[]`
 * after a step stands for each entry of a list. Places in requests begin with their part: `body.task_id`, `path.UUID`, `query.id`;
 * a `[]` at the end makes a list of one.
 */
export interface JobFlow {
  /** Where the job's number stands in the answer of the start, or (`request.body.id`) in its request. Several: the first that is there. */
  readonly ticket: readonly string[];
  /** The marketplace wants the number as a number, not as text. */
  readonly numeric?: boolean;
  /** The caller invents the number (a UUID) and sends it here, so that a start whose answer was lost can be looked for. */
  readonly invents?: string;
  /** An answer of the start without a number means that it was done at once. Otherwise it is an error. */
  readonly atOnce?: boolean;
  /** Where the answer of the start says how many milliseconds the job will take. */
  readonly expectedMs?: string;
  /** The route that says how the job stands. */
  readonly status: string;
  /** Where the number goes in that question. */
  readonly as: string;
  /** Further places of the start's request that the question repeats. */
  readonly repeats?: readonly string[];
  /** What the question says besides, by place. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** Where the answer lists many jobs: the list, and the field that holds the number. */
  readonly row?: { readonly list: string; readonly key: string };
  /** Where the word stands. With `[]` it is a job of many items: it ends when none runs, and how each ended is in the answer. */
  readonly state: string;
  /** What words mean, in lower case and without a prefix such as `STATUS_`. Every other word means: it runs. */
  readonly ends: Readonly<Record<string, JobEnd>>;
  /** Where a second word stands that explains the first, and what some of those mean for a job that is done. */
  readonly note?: string;
  readonly noteEnds?: Readonly<Record<string, JobEnd>>;
  /** Where reasons stand: texts that are told when a job fails. */
  readonly reasons?: readonly string[];
  /** Where the answer (of the question, or of the start) lists what a job that is done has left out: each entry is told in one line. */
  readonly leftOut?: string;
  /** Where the link to the file stands. */
  readonly link?: readonly string[];
  /** The route that gives the result: rows, or a file. */
  readonly fetch?: JobFetch;
  /** The route that starts a failed job once more. */
  readonly retry?: { readonly route: string; readonly as: string };
  /** Pause before the second question, milliseconds; it grows by half each time, up to ten times this. */
  readonly intervalMs: number;
  /** How long such a job is waited for unless the caller says, milliseconds. Default: 1 800 000. */
  readonly deadlineMs?: number;
}

export interface JobFetch {
  readonly route: string;
  /** Where the number goes. */
  readonly as: string;
  /** `file`: the answer is a file, fetched when it is asked for. `rows`: JSON, fetched at once. */
  readonly gives: 'file' | 'rows';
  /** For rows that come in pages: where they stand, and where offset and size of a page go. */
  readonly pages?: { readonly items: string; readonly offset: string; readonly limit: string; readonly size: number };
}

/** A marketplace's table of jobs, by the route that starts them. */
export type JobFlows = Readonly<Record<string, JobFlow>>;

/** A row whose type tells the route that a job's value comes from, and no more: a consumer's compiler reads every field of a table. */
export interface JobFlowBy<Status extends string> extends JobFlow {
  readonly status: Status;
}
