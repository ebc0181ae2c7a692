namespace El4k.Collector.Plugins;

/// <summary>Names options of Logstash that this version does not have: giving one is an error that says so.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NotYetOptionsAttribute(params string[] names) : Attribute
{
    /// <summary>The options' names.</summary>
    public string[] Names { get; } = names;
}
