import { Help } from '@oclif/core';
import type { Command } from '@oclif/core';
import { en } from './messages/en.js';
import { chooseLanguage } from './messages/language.js';
import { ru } from './messages/ru.js';

const russian = new Map(Object.entries(en).map(([key, text]) => [text as string, ru[key as keyof typeof en]]));

/** Everything in a command that is one of our texts, in Russian. The manifest holds the English ones. */
function inRussian<Value>(value: Value): Value {
  if (typeof value === 'string') return (russian.get(value) ?? value) as Value;
  if (Array.isArray(value)) return value.map(inRussian) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inRussian(entry)])) as Value;
}

/** oclif's help, in the language of the locale or of `--lang`. */
export default class BilingualHelp extends Help {
  readonly #russian = chooseLanguage(languageFlag(process.argv), process.env) === 'ru';

  override async showCommandHelp(command: Command.Loadable): Promise<void> {
    await super.showCommandHelp(this.#russian ? this.#translated(command) : command);
  }

  protected override formatCommands(commands: Command.Loadable[]): string {
    return super.formatCommands(this.#russian ? commands.map((command) => this.#translated(command)) : commands);
  }

  #translated(command: Command.Loadable): Command.Loadable {
    const { summary, description, flags, args } = command;
    return { ...command, ...inRussian({ summary, description, flags, args }) };
  }
}

function languageFlag(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--lang');
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
}
