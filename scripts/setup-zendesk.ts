import { runSetup } from './setup-zendesk-parts/run-setup.ts';

process.exitCode = await runSetup(process.argv.slice(2), process.env, (line) => console.log(line));
