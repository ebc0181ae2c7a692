namespace El4k.Collector.Plugins.Filters.Prune;

/// <summary>The options of <c>prune</c>.</summary>
internal sealed record PruneOptions
{
    /// <summary>Expressions for names: fields of the event whose name matches none of them are removed. Without any, all names pass.</summary>
    /// <example>whitelist_names => [ "^@", "^message$", "^tags$" ]</example>
    [Option("whitelist_names")]
    public IReadOnlyList<string> WhitelistNames { get; init; } = [];

    /// <summary>Expressions for names: fields of the event whose name matches one of them are removed. By default those with a placeholder that no field filled.</summary>
    /// <example>blacklist_names => [ "^debug_" ]</example>
    [Option("blacklist_names")]
    public IReadOnlyList<string> BlacklistNames { get; init; } = ["%\\{[^}]+\\}"];

    /// <summary>Expressions for the values of fields: a field whose value does not match is removed, and so is an element of a list.</summary>
    /// <example>whitelist_values => { "method" => "^(GET|POST)$" }</example>
    [Option("whitelist_values")]
    public OptionMap<string, string> WhitelistValues { get; init; } = new();

    /// <summary>Expressions for the values of fields: a field whose value matches is removed, and so is an element of a list.</summary>
    /// <example>blacklist_values => { "status" => "^2" }</example>
    [Option("blacklist_values")]
    public OptionMap<string, string> BlacklistValues { get; init; } = new();

    /// <summary>Whether <c>%{field}</c> in names and expressions stands for the field's value.</summary>
    [Option("interpolate")]
    public bool Interpolate { get; init; }
}
