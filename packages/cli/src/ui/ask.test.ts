import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askOnTerminal } from './ask.js';

const terminal = (isTTY: boolean) => ({ stdin: Object.assign(new PassThrough(), { isTTY }), stderr: Object.assign(new PassThrough(), { isTTY }) });

describe('askOnTerminal', () => {
  it('asks nobody where nobody sits', () => expect(askOnTerminal(terminal(false), 'en')).toBeUndefined());

  it.each([['y\n', true], ['Да\n', true], ['\n', false], ['n\n', false], ['yes please\n', false]])('%j is %s', async (answer, expected) => {
    const { stdin, stderr } = terminal(true);
    const asked = askOnTerminal({ stdin, stderr }, 'ru')?.('Опубликовать?');
    stdin.write(answer);
    expect(await asked).toBe(expected);
    expect(String(stderr.read())).toContain('Опубликовать? [д/Н]');
  });

  it('takes a closed line for a no', async () => {
    const { stdin, stderr } = terminal(true);
    const asked = askOnTerminal({ stdin, stderr }, 'en')?.('Publish?');
    stdin.end();
    expect(await asked).toBe(false);
  });
});
