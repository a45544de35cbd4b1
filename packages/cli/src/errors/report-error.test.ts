import { ApiError, RefusedError } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { capturedStreams } from '../testing/captured-streams.js';
import { CliError } from './cli-error.js';
import { reportError } from './report-error.js';

function report(error: unknown, ...argv: string[]) {
  const streams = capturedStreams();
  return { code: reportError(error, { argv, environment: {}, streams }), out: streams.out(), err: streams.err() };
}

const api = (code: 'unauthorized' | 'rate-limited' | 'server-error') =>
  new ApiError('ozon: no', { code, marketplace: 'ozon', operation: 'products.list', status: 401, attempt: 1, hint: 'look at the key', body: { secret: 'x' } });
const refused = (code: RefusedError['code']) => new RefusedError('no', { code, hint: 'do this' });
const parseError = Object.assign(new Error('Nonexistent flag: --x'), { oclif: { exit: 2 } });

describe('reportError', () => {
  it.each([
    [new CliError('usage', 'file.not-found', { file: 'a' }), 2], [new CliError('input', 'file.empty', { file: 'a' }), 1], [new CliError('config', 'config.not-found', { file: 'a' }), 2],
    [new CliError('confirmation', 'publish.declined'), 2], [parseError, 2], [refused('credentials'), 4], [api('unauthorized'), 4], [api('rate-limited'), 5],
    [refused('deadline'), 5], [refused('breaker-open'), 5], [refused('read-only'), 6], [refused('aborted'), 130], [api('server-error'), 1], [new TypeError('x is not a function'), 1], ['text', 1],
  ])('%s ends with %i', (error, code) => {
    const { code: found, out, err } = report(error);
    expect(found).toBe(code);
    expect(out).toBe('');
    expect(err).toMatch(/^Error: /);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('speaks the language of --lang', () => {
    expect(report(new CliError('usage', 'file.not-found', { file: 'a.xml' }), '--lang', 'ru').err).toBe('Ошибка: Файла a.xml нет. Проверьте путь.\n');
    expect(report(new CliError('usage', 'file.not-found', { file: 'a.xml' }), '--lang=ru').err).toContain('Файла a.xml нет');
  });

  it('prints one document with --json, and nothing of an answer\'s body', () => {
    const { out, err } = report(api('unauthorized'), '--json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      error: { code: 'unauthorized', message: 'ozon: no', hint: 'look at the key', context: { marketplace: 'ozon', operation: 'products.list', status: 401, attempt: 1 } },
    });
    expect(JSON.parse(report(parseError, '--json').out)).toMatchObject({ error: { code: 'usage' } });
    expect(JSON.parse(report(new CliError('usage', 'file.not-found', { file: 'a' }), '--json').out)).toMatchObject({ error: { code: 'usage', context: { file: 'a' } } });
  });

  it('calls the unexpected a bug, without its stack', () => {
    expect(report(new TypeError('x is not a function')).err).toBe('Error: This is a bug of occwo: x is not a function\n');
  });
});
