import { runDoctor } from './doctor-parts/run-doctor.ts';

process.exitCode = await runDoctor(process.argv.slice(2), process.env, { say: (line) => console.log(line) });
