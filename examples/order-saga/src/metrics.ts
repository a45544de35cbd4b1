interface Line {
  count: number;
  milliseconds: number;
}

/** Counts requests by route and status, in the text format of Prometheus. */
export class Metrics {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly service: string) {}

  count(route: string, status: number, milliseconds: number): void {
    const labels = `service="${this.service}",route="${route}",status="${status}"`;
    const line = this.lines.get(labels) ?? { count: 0, milliseconds: 0 };
    this.lines.set(labels, { count: line.count + 1, milliseconds: line.milliseconds + milliseconds });
  }

  text(): string {
    const rows = [...this.lines].flatMap(([labels, { count, milliseconds }]) => [
      `http_requests_total{${labels}} ${count}`,
      `http_request_seconds_sum{${labels}} ${(milliseconds / 1_000).toFixed(6)}`,
    ]);
    return `${rows.join('\n')}\n`;
  }
}
