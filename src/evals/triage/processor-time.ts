/** Milliseconds this process has had of a processor: what work costs, whatever else the machine is busy with. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
