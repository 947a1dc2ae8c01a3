"""What requests and answers look like, as marshmallow schemas that know no database and no request."""
