namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>What becomes of the text that a field of a pattern stands for.</summary>
internal enum DissectFieldKind
{
    /// <summary>Nothing, unless another field takes it for its name: <c>%{}</c>, <c>%{?name}</c>, <c>%{*name}</c>.</summary>
    Skip,

    /// <summary>The value of the field: <c>%{name}</c>.</summary>
    Normal,

    /// <summary>It is appended to the field: <c>%{+name}</c>, <c>%{+name/2}</c>.</summary>
    Append,

    /// <summary>The value of the field that the text of another one names: <c>%{&amp;name}</c>.</summary>
    Indirect,
}
