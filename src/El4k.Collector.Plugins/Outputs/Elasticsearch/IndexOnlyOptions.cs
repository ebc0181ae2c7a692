namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Options that only make sense for indices: with one of them, <c>data_stream => "auto"</c> does not mean a data stream.</summary>
internal static class IndexOnlyOptions
{
    private static readonly ElasticsearchOptions Default = new();

    private static readonly (string Name, Func<ElasticsearchOptions, bool> IsGiven)[] All =
    [
        ("index", options => options.Index is not null),
        ("action", options => options.Action is not (null or { Text: "create" })),
        ("version", options => options.Version is not null),
        ("version_type", options => options.VersionType is not null),
        ("parent", options => options.Parent is not null),
        ("join_field", options => options.JoinField is not null),
        ("upsert", options => options.Upsert is not null),
        ("doc_as_upsert", options => options.DocAsUpsert != Default.DocAsUpsert),
        ("script", options => options.Script is not null),
        ("script_type", options => options.ScriptType != Default.ScriptType),
        ("script_lang", options => options.ScriptLang != Default.ScriptLang),
        ("script_var_name", options => options.ScriptVarName != Default.ScriptVarName),
        ("scripted_upsert", options => options.ScriptedUpsert != Default.ScriptedUpsert),
        ("retry_on_conflict", options => options.RetryOnConflict != Default.RetryOnConflict),
        ("manage_template", options => options.ManageTemplate == true),
        ("template", options => options.Template is not null),
        ("template_api", options => options.TemplateApi != Default.TemplateApi),
        ("template_name", options => options.TemplateName is not null),
        ("template_overwrite", options => options.TemplateOverwrite != Default.TemplateOverwrite),
        ("ilm_enabled", options => options.IlmEnabled != Default.IlmEnabled),
        ("ilm_rollover_alias", options => options.IlmRolloverAlias is not null),
        ("ilm_pattern", options => options.IlmPattern != Default.IlmPattern),
        ("ilm_policy", options => options.IlmPolicy != Default.IlmPolicy),
    ];

    /// <summary>The first of them that is given; null for none. One that is given as it is anyway does not count.</summary>
    public static string? FirstGiven(ElasticsearchOptions options) =>
        All.Where(option => option.IsGiven(options)).Select(option => option.Name).FirstOrDefault();
}
