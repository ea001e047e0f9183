-- Reports that were made, and filled their tabs, before a report could have several sources and filters.

-- The rows of a tab belong to its one source: when another is added they must not vanish as if there were none.
update report_sources as source set rows = newest.rows
  from (
    select distinct on (report_id) report_id, rows from runs
    where status = 'done' and generation is not null order by report_id, finished_at desc
  ) as newest
  where newest.report_id = source.report_id and source.rows = 0 and not source.keyed and source.read_at is not null
    and not exists (select from report_sources as other where other.report_id = source.report_id and other.id <> source.id);

-- TIXNGO's columns that have the name all ticketing systems share now.
update reports set columns = (
    select jsonb_agg(coalesce(renamed.after, chosen.id) order by chosen.place)
    from jsonb_array_elements_text(reports.columns) with ordinality as chosen (id, place)
    left join (values
      ('controlledAt', 'checkedInAt'), ('purchaseFile', 'orderId'), ('seatBlock', 'seatSection'), ('tariffId', 'ticketTypeId')
    ) as renamed (before, after) on renamed.before = chosen.id
  )
  where dataset = 'tickets' and columns ?| array['controlledAt', 'purchaseFile', 'seatBlock', 'tariffId']
    and exists (
      select from report_sources as source join connections on connections.id = source.connection_id
      where source.report_id = reports.id and connections.provider = 'tixngo'
    );

-- What limited TIXNGO's tickets by their last change is a filter.
update reports set filters = filters || jsonb_build_object('updated', jsonb_strip_nulls(jsonb_build_object(
    'from', nullif(trim(source.scope ->> 'updatedSince'), ''), 'to', nullif(trim(source.scope ->> 'updatedBefore'), '')
  )))
  from report_sources as source join connections on connections.id = source.connection_id
  where source.report_id = reports.id and connections.provider = 'tixngo' and reports.dataset = 'tickets'
    and trim(concat(source.scope ->> 'updatedSince', source.scope ->> 'updatedBefore')) <> '';
update report_sources as source set scope = scope - 'updatedSince' - 'updatedBefore'
  from connections
  where connections.id = source.connection_id and connections.provider = 'tixngo'
    and scope ?| array['updatedSince', 'updatedBefore'];
update report_sources as source
  set scope = (scope - 'eventIds') || jsonb_build_object('eventId', scope -> 'eventIds')
  from connections
  where connections.id = source.connection_id and connections.provider = 'tixngo' and scope ? 'eventIds';

-- Certificates name their sources.
update runs set certificate = certificate || jsonb_build_object('filtered', 0, 'sources', coalesce((
    select jsonb_agg(jsonb_build_object(
      'connectionId', connections.id, 'provider', connections.provider, 'account', connections.label,
      'status', 'read', 'rows', runs.rows, 'asOf', null, 'error', null,
      'certificate', certificate || jsonb_build_object('filtered', 0)
    ))
    from report_sources as source join connections on connections.id = source.connection_id
    where source.report_id = runs.report_id and source.position = 0
  ), '[]'))
  where certificate is not null and not certificate ? 'sources';

-- Pages staged by an older program cannot be read on: what was under way begins anew, and its holder is fenced off.
delete from run_pages where run_id in (select id from runs where status in ('queued', 'running'));
update runs set epoch = epoch + 1, owner = null, lease_until = null, pages = 0, rows = 0, total = null, version = version + 1
  where status in ('queued', 'running');
