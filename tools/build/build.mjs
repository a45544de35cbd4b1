// Builds every package: core first, then what stands on it, two at a time, the CLI last.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

const waves = [['core'], ['ozon', 'wildberries', 'yandex', 'saga'], ['cli']];
const parallel = 2;

function build(name) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', 'build', '--silent', `--workspace=@occwo/${name}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`@occwo/${name} did not build:\n${Buffer.concat(output)}`))));
  });
}

const started = performance.now();
for (const wave of waves) {
  const queue = [...wave];
  const worker = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) await build(name);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
console.log(`built ${waves.flat().length} packages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
