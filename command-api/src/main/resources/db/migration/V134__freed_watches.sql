-- An operator may free a watch's name, which is in the record.
grant delete on watch_teller to ${app_role};
