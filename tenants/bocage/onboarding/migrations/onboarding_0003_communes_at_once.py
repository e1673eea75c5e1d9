"""Communes written by the server itself, each under its own tenant: one message for hundreds."""

from alembic import op

revision = "onboarding_0003"
down_revision = "onboarding_0002"
branch_labels = None
depends_on = ("communes_0002", "governance_0001")


def upgrade() -> None:
    """Create the function; it runs as who calls it, so policies hold each of its rows as they hold any other."""
    op.execute(
        """
        create function bring_communes_in(newcomers jsonb) returns void language plpgsql security invoker as $$
        declare
          one jsonb;
          t tenant;
          c commune;
          k contact;
          j journal_entry;
        begin
          for one in select * from jsonb_array_elements(newcomers) loop
            t := jsonb_populate_record(null::tenant, one->'tenant');
            c := jsonb_populate_record(null::commune, one->'commune');
            k := jsonb_populate_record(null::contact, one->'contact');
            j := jsonb_populate_record(null::journal_entry, one->'journal_entry');
            -- The number is an integer before it is text again: nothing else can enter the statement.
            execute 'set local bocage.write_tenant = ' || quote_literal(t.tenant_id::text);
            insert into tenant (tenant_id, uid, kind, name, host_id)
              values (t.tenant_id, t.uid, t.kind, t.name, t.host_id);
            insert into commune (tenant_id, insee, siren, siret, epci_siren, department, spelled, municipal_population,
                                 dgf_population, density, wave, remarks)
              values (c.tenant_id, c.insee, c.siren, c.siret, c.epci_siren, c.department, c.spelled,
                      c.municipal_population, c.dgf_population, c.density, c.wave, c.remarks);
            insert into contact (tenant_id, name, function, email, telephone)
              values (k.tenant_id, k.name, k.function, k.email, k.telephone);
            insert into journal_entry (tenant_id, entry_id, actor_id, actor_name, verb, object_kind, object_id,
                                       object_label, before, after, request_id)
              values (j.tenant_id, j.entry_id, j.actor_id, j.actor_name, j.verb, j.object_kind, j.object_id,
                      j.object_label, j.before, j.after, j.request_id);
          end loop;
        end
        $$;
        revoke all on function bring_communes_in(jsonb) from public;
        grant execute on function bring_communes_in(jsonb) to bocage_console;
        """,
    )
