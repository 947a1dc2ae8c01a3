// validatorUrl: the badge it draws would be fetched from another host
SwaggerUIBundle({
  dom_id: "#contract",
  url: "/openapi.json",
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
