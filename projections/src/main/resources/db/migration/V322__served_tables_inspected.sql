-- The log's own inspection holds what is served against what the events come to.
grant select on live_collection, current_document to ${log_role};
