openapi-generator-cli generate -g python -i openapi.yaml -o . --package-name whosaid_client \
  --additional-properties generateSourceCodeOnly=true
