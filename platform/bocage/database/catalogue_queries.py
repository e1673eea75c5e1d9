"""The questions put to PostgreSQL's catalogue; each returns one column, the name of what is wrong.

Parameters: `global_tables`, `newborn_tables`, `owners`, `run_roles`, and the policies that tables may carry: `templates` all
of them, `newborn_templates` those declared to take newborns' rows, `birth_templates` the table of tenants.
"""

from typing import Final

POLICY: Final = """
    p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive::text || ' ' || p.polroles::text
    || ' using ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-')
    || ' check ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')
"""
TEMPLATE_POLICIES: Final = f"select {POLICY} from pg_policy p where p.polrelid = 'pg_temp.policy_template'::regclass"

OURS: Final = """
    ours as (
      select c.*, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'),
    stored as (select * from ours where relkind in ('r', 'p')),
    tenant_tables as (select * from stored where name <> all (:global_tables)),
    running as (select * from pg_roles where rolname = any (:run_roles))
"""


def asked(body: str) -> str:
    """Put the common tables before a question."""
    return f"with {OURS} {body}"


CHECKS: Final = {
    "run-role-missing": asked(
        "select r from unnest(cast(:run_roles as text[])) r where not exists (select from running where rolname = r)",
    ),
    "global-table-unknown": asked(
        "select g from unnest(cast(:global_tables as text[])) g where not exists (select from stored where name = g)",
    ),
    "tenant-column-missing": asked(
        """select name from tenant_tables t where not exists (select from pg_attribute
           where attrelid = t.oid and attname = 'tenant_id' and attnotnull and not attisdropped
             and atttypid = 'integer'::regtype)""",
    ),
    "row-security-not-forced": asked(
        "select name from tenant_tables where not (relrowsecurity and relforcerowsecurity)",
    ),
    "policy-not-of-the-template": asked(
        f"""select t.name || ': ' || p.polname from tenant_tables t join pg_policy p on p.polrelid = t.oid
            where {POLICY} <> all (:templates)
              and not ({POLICY} = any (:newborn_templates) and t.name = any (:newborn_tables))
              and not ({POLICY} = any (:birth_templates) and t.name = 'tenant')""",
    ),
    "policy-missing": asked(
        f"""select t.name || ': ' || w from tenant_tables t, unnest(cast(:templates as text[])) w
            where not t.relispartition and not exists (
              select from pg_policy p where p.polrelid = t.oid and {POLICY} = w)""",
    ),
    "view-runs-as-its-owner": asked(
        """select name from ours where relkind = 'v'
           and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)""",
    ),
    "materialised-view": asked("select name from ours where relkind = 'm'"),
    "definer-function": asked(
        """select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')""",
    ),
    "verb-never-granted": asked(
        """select s.name || ': ' || verb || ' to ' || r.rolname from stored s, running r,
             unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) verb
           where has_table_privilege(r.rolname, s.oid, verb)""",
    ),
    "partition-reached-directly": asked(
        """select s.name || ' to ' || r.rolname from stored s, running r where s.relispartition
           and has_table_privilege(r.rolname, s.oid, 'SELECT, INSERT, UPDATE, DELETE')""",
    ),
    "granted-to-everyone": asked(
        "select s.name from stored s, aclexplode(s.relacl) a where a.grantee = 0",
    ),
    "granted-to-a-login": asked(
        """select distinct s.name || ' to ' || r.rolname from stored s, aclexplode(s.relacl) a
           join pg_roles r on r.oid = a.grantee
           where r.rolname <> all (:run_roles) and r.rolname <> all (:owners) and a.grantee <> s.relowner""",
    ),
    "foreign-key-without-tenant": asked(
        """select t.name || ': ' || k.conname from pg_constraint k join tenant_tables t on t.oid = k.conrelid
           where k.contype = 'f' and k.confrelid::regclass::text <> all (:global_tables)
             and not exists (select from pg_attribute a
               where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'tenant_id')""",
    ),
    "unique-key-without-tenant": asked(
        """select t.name || ': ' || i.indexrelid::regclass from pg_index i join tenant_tables t on t.oid = i.indrelid
           where i.indisunique and not exists (select from pg_attribute a
             where a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')""",
    ),
    "run-role-too-strong": asked(
        """select rolname::text from running
           where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin""",
    ),
    # Who could update a tenant would make it look newborn.
    "enrol-role-does-more": asked(
        """select s.name || ': ' || verb from stored s, running r, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
           where r.rolname = 'bocage_enrol' and has_table_privilege(r.oid, s.oid, verb)
             and not (verb = 'INSERT' and s.name = any (:newborn_tables))
             and not (verb in ('SELECT', 'INSERT') and s.name = 'tenant')""",
    ),
    "run-role-owns": asked("select o.name || ' of ' || r.rolname from ours o join running r on r.oid = o.relowner"),
    "run-role-may-create": asked(
        """select n.nspname || ' by ' || r.rolname from pg_namespace n, running r
           where n.nspname !~ '^pg_' and has_schema_privilege(r.rolname, n.oid, 'CREATE')""",
    ),
    "run-role-becomes-owner": asked(
        """select r.rolname || ' becomes ' || o from running r, unnest(cast(:owners as text[])) o
           where pg_has_role(r.oid, o, 'MEMBER')""",
    ),
}
