openapi-python-client generate --path openapi.yaml --config config.yaml --meta none --output-path whosaid_client
