import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Warehouse } from '../../src/sandbox/mcp/warehouse.ts';
import { type McpSandbox, startMcpServer } from '../../src/sandbox/mcp-server.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { parseConnectors } from '../../src/tools/connected/connector-file.ts';
import { warehouseYaml } from '../../src/tools/connected/warehouse-file.fake.ts';
import { checkConnectors } from './check-connectors.ts';

const PROMPTS = join(import.meta.dirname, '..', '..', 'prompts');

describe('the doctor on connectors', () => {
  let server: McpSandbox;
  const warehouse = new Warehouse();

  beforeEach(async () => {
    server = await startMcpServer({ key: 'k', tools: warehouse.tools() });
  });
  afterEach(() => server.close());

  async function look(more: { fingerprint?: string } = {}, key = 'k') {
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'connectors.yaml');
    await writeFile(file, warehouseYaml(server.url, more));
    const taxonomy = await loadTaxonomy(join(PROMPTS, 'intents.yaml'));
    return checkConnectors({ file, secrets: { CONNECTOR_WAREHOUSE_KEY: key } }, taxonomy);
  }

  it('says in one line what is let in, what is not, and what is not pinned', async () => {
    const [line, ...others] = await look();
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      state: 'warning',
      words: expect.stringContaining('2 tools are let in, 2 that it offers are not'),
    });
    const fingerprint = /hold_order ([0-9a-f]{16})/.exec(line?.words ?? '')?.[1] ?? '';
    expect(await look({ fingerprint })).toMatchObject([{ state: 'ok' }]);
    expect(await look({ fingerprint: '0000000000000000' })).toMatchObject([
      { state: 'problem', words: expect.stringContaining('has changed what it takes') },
    ]);
    expect(server.calls()).toEqual([]);
  });

  it('names a tool that is not there any more, and a key that is refused', async () => {
    server.offer(warehouse.tools().filter(({ name }) => name !== 'hold_order'));
    expect(await look()).toMatchObject([{ state: 'problem', words: 'does not offer hold_order' }]);
    expect(await look({}, 'wrong')).toMatchObject([
      { state: 'problem', words: expect.stringContaining('refuses our key') },
    ]);
  });

  it('ships an example that can be read', async () => {
    const path = join(PROMPTS, 'connectors.example.yaml');
    expect(Object.keys(parseConnectors(await readFile(path, 'utf8'), path).connectors)).toEqual(['erp', 'warehouse']);
  });
});
