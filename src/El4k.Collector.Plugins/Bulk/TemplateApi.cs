namespace El4k.Collector.Plugins.Bulk;

/// <summary>Which of the store's two kinds of templates is used.</summary>
internal enum TemplateApi
{
    /// <summary>The newer one, and the older one where the store does not know it.</summary>
    Auto,

    /// <summary>The older one, <c>_template</c>.</summary>
    Legacy,

    /// <summary>The newer one, <c>_index_template</c>.</summary>
    Composable,
}
