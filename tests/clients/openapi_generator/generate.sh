openapi-generator-cli generate -g python -i openapi.json -o . --package-name whosaid_client \
  --additional-properties generateSourceCodeOnly=true
