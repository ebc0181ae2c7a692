namespace El4k.Store.Errors;

/// <summary>Makes the exceptions that several folders throw, so that one condition has one type, status and wording.</summary>
internal static class StoreErrors
{
    public static StoreException IndexNotFound(string name) =>
        new("index_not_found_exception", 404, $"no such index [{name}]") { Index = name };

    public static StoreException IndexAlreadyExists(string name, string uuid) =>
        new("resource_already_exists_exception", 400, $"index [{name}/{uuid}] already exists") { Index = name };

    public static StoreException InvalidIndexName(string name, string problem) =>
        new("invalid_index_name_exception", 400, $"Invalid index name [{name}], {problem}") { Index = name };

    public static StoreException IllegalArgument(string reason) => new("illegal_argument_exception", 400, reason);

    public static StoreException MapperParsing(string reason, Exception? cause = null) =>
        new("mapper_parsing_exception", 400, reason, cause);

    public static StoreException VersionConflict(string id, string problem) =>
        new("version_conflict_engine_exception", 409, $"[{id}]: version conflict, {problem}");

    public static StoreException DocumentMissing(string id) =>
        new("document_missing_exception", 404, $"[{id}]: document missing");
}
