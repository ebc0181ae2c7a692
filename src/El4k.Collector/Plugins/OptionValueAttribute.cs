namespace El4k.Collector.Plugins;

/// <summary>Names an enum member as the configuration writes it, where snake_case is not it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OptionValueAttribute(string text) : Attribute
{
    /// <summary>The value in the configuration.</summary>
    public string Text { get; } = text;
}
