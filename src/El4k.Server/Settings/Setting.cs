namespace El4k.Server.Settings;

/// <summary>One setting of the collector: a row of <see cref="SettingList"/>.</summary>
/// <param name="Name">Logstash's name of it.</param>
/// <param name="Default">The value when nobody gives one; empty when there is none.</param>
/// <param name="Meaning">One sentence for the help and the page.</param>
internal sealed record Setting(string Name, SettingKind Kind, string Default, string Meaning)
{
    /// <summary>The one-letter option, such as <c>-w</c>.</summary>
    public string? Letter { get; init; }

    /// <summary>The option's name on Logstash's command line where that is not the setting's.</summary>
    public string? OtherOption { get; init; }

    /// <summary>Whether each pipeline of <c>pipelines.yml</c> may have its own value.</summary>
    public bool IsOfPipeline { get; init; }

    /// <summary>The words that a <see cref="SettingKind.Choice"/> knows.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Older names, accepted with a warning.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>The option of the command line.</summary>
    public string Option => "--" + Name;

    /// <summary>The variable of Logstash's container images.</summary>
    public string Variable => Name.Replace('.', '_').ToUpperInvariant();

    public override string ToString() => Name;
}
