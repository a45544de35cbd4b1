import type { RecordedRequest } from '../services/dry-run/request-recorder.js';
import type { OutputSink } from './streams.js';

/** Prints requests as they come: an HTTP message each, or the elements of a JSON array. Nothing is gathered. */
export interface RequestPrinter {
  print(request: RecordedRequest): void;
  /** Ends the output with what is to be said at the end. */
  end(document: Readonly<Record<string, unknown>>): void;
  readonly count: number;
}

export function textRequests(stream: OutputSink): RequestPrinter {
  let count = 0;
  return {
    print({ marketplace, operation, method, url, headers, body }) {
      count += 1;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      stream.write(`# ${marketplace} ${operation}\n${[`${method} ${url}`, ...lines].join('\n')}\n${body === undefined ? '' : `\n${body}\n`}\n`);
    },
    end() {},
    get count() {
      return count;
    },
  };
}

/** One document: `{"requests":[…],…}`, where `end` gives the fields that follow the requests. */
export function jsonRequests(stream: OutputSink): RequestPrinter {
  let count = 0;
  const start = () => (count === 0 ? '{"requests":[\n' : ',\n');
  return {
    print(request) {
      stream.write(`${start()}${JSON.stringify(request)}`);
      count += 1;
    },
    end(document) {
      stream.write(`${count === 0 ? start() : '\n'}],${JSON.stringify(document).slice(1)}\n`);
    },
    get count() {
      return count;
    },
  };
}
