import { messageOf } from '../../src/platform/errors.ts';
import type { Taxonomy } from '../../src/tickets/intent.ts';
import { findApprovalTool } from '../../src/tools/catalogue.ts';
import type { ConnectorFile } from '../../src/tools/connected/connector-file.ts';
import { type ConnectorSettings, openConnectors } from '../../src/tools/connected/open-connectors.ts';
import type { System } from '../../src/tools/connected/system.ts';
import { type Check, checksOf } from './check.ts';

const own = checksOf('Connectors');
/** Nobody has this address, so nobody's data is read. */
const NOBODY = 'doctor@deskhand.invalid';

/** One line for each system: does it answer, does it still offer what was let in, and is that pinned? Changes nothing. */
export async function checkConnectors(settings: ConnectorSettings, taxonomy: Taxonomy): Promise<Check[]> {
  const { file, systems } = await openConnectors(settings, () => fetch);
  try {
    const checks = Object.entries(systems).map(([name, system]) => checkSystem(name, system, file));
    return [...(await Promise.all(checks)), ...unknownActions(file, taxonomy)];
  } finally {
    await Promise.all(Object.values(systems).map((system) => system.close()));
  }
}

async function checkSystem(name: string, system: System, file: ConnectorFile): Promise<Check> {
  try {
    await system.requester(NOBODY);
    const { tools } = await system.offered();
    return tools === null
      ? own.ok(name, `answers, ${file.connectors[name]?.tools.length ?? 0} tools are let in`)
      : checkOffer(name, tools, file);
  } catch (error) {
    return own.problem(name, messageOf(error), 'see the address and the key of this connector in CONNECTORS_FILE');
  }
}

type Offer = NonNullable<Awaited<ReturnType<System['offered']>>['tools']>;

function checkOffer(name: string, offered: Offer, file: ConnectorFile): Check {
  const connector = file.connectors[name];
  if (connector?.kind !== 'mcp') return own.ok(name, 'answers');
  const unpinned: string[] = [];
  for (const tool of connector.tools) {
    const operation = connector.operations[tool.name];
    const there = offered.find((each) => each.name === (operation?.call ?? tool.name));
    if (!there)
      return own.problem(name, `does not offer ${tool.name}`, 'take it out of the file, or ask whoever runs it');
    const unknown = tool.arguments.filter((argument) => !there.arguments.includes(argument));
    if (unknown.length > 0)
      return own.problem(name, `${tool.name} takes no ${unknown.join(', ')}`, 'correct the arguments in the file');
    if (operation?.fingerprint !== undefined && operation.fingerprint !== there.fingerprint)
      return own.problem(
        name,
        `${tool.name} has changed what it takes (now ${there.fingerprint})`,
        'read what it does now, then write the new fingerprint',
      );
    if (operation?.fingerprint === undefined && tool.class !== 'read-only')
      unpinned.push(`${tool.name} ${there.fingerprint}`);
  }
  const others = offered.length - connector.tools.length;
  const words = `answers, ${connector.tools.length} tools are let in${others > 0 ? `, ${others} that it offers are not` : ''}`;
  return unpinned.length === 0
    ? own.ok(name, words)
    : own.warning(name, `${words}; not pinned: ${unpinned.join(', ')}`, 'write the fingerprint under its operation');
}

/** An intent whose action nobody does would propose nothing for ever, in silence. */
function unknownActions(file: ConnectorFile, taxonomy: Taxonomy): Check[] {
  const names = new Set(file.actions.map(({ name }) => name));
  const known = (action: string): boolean => names.has(action) || findApprovalTool(action) !== null;
  return taxonomy.intents.flatMap(({ label, action }) =>
    action === null || known(action)
      ? []
      : [
          own.problem(
            label,
            `its action ${action} is no tool`,
            'add it under "actions", or correct prompts/intents.yaml',
          ),
        ],
  );
}
