-- What a person may see is found by workspace or by their proofs; deleting a connection or spreadsheet looks for its reports.
create index connections_of_workspace on connections (workspace_id);
create index spreadsheets_of_workspace on spreadsheets (workspace_id);
create index proofs_of_subject on proofs (subject);
create index reports_of_workspace on reports (workspace_id);
create index reports_of_connection on reports (connection_id);
create index reports_of_spreadsheet on reports (spreadsheet_id);
