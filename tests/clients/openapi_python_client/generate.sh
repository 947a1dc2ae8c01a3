openapi-python-client generate --path openapi.json --config config.yaml --meta none --output-path whosaid_client
