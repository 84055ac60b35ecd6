-- What clients are served beside what is current is held against the events as well.
grant select on published_document, changefeed to ${log_role};
