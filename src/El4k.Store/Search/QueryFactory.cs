using System.Text.Json;

namespace El4k.Store.Search;

/// <summary>Reads the body of one kind of query.</summary>
/// <param name="body">What stands after the query's name.</param>
/// <param name="path">Where it stands in the request, for errors.</param>
/// <param name="nested">Reads queries inside this one.</param>
internal delegate Query QueryFactory(JsonElement body, string path, QueryParser nested);
