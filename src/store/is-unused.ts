import pg from 'pg';

/** Whether nothing was ever sealed or hashed here: no person, key, dossier or chat. */
export async function isUnused(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ unused: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM register.dossier) AND NOT EXISTS (SELECT FROM register.chat)
         AND NOT EXISTS (SELECT FROM console."user") AND NOT EXISTS (SELECT FROM console.api_key)
         AND NOT EXISTS (SELECT FROM console.audit_entry) AND NOT EXISTS (SELECT FROM register.draw)
         AND NOT EXISTS (SELECT FROM register.zalo_token) AND NOT EXISTS (SELECT FROM register.suppression) AS unused`,
    );
    return rows[0]?.unused === true;
  } finally {
    await client.end();
  }
}
