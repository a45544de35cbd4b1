// `npm run build` inside the folder of one library.
import path from 'node:path';
import { buildLibraries } from './libraries.mjs';

await buildLibraries([path.basename(process.cwd())]);
