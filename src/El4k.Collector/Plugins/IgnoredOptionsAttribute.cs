namespace El4k.Collector.Plugins;

/// <summary>Names options of Logstash that are accepted and do nothing here: giving one is a warning that says so.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoredOptionsAttribute(params string[] names) : Attribute
{
    /// <summary>The options' names.</summary>
    public string[] Names { get; } = names;
}
