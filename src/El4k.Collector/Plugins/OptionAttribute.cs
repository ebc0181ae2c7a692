namespace El4k.Collector.Plugins;

/// <summary>Binds a property of an options record to an option of the configuration.</summary>
/// <remarks>
/// The default is the property's initial value. A property is a <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>,
/// an enum (its members in snake_case, or <see cref="OptionValueAttribute"/>), <see cref="ByteSize"/>, <see cref="Events.FieldReference"/>, a format (<c>StringFormat</c>),
/// <c>object?</c> (any value, decoded), an <c>IReadOnlyList&lt;T&gt;</c> of these, or an <see cref="OptionMap{TKey, TValue}"/> from and to these; or the nullable form of one.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string name) : Attribute
{
    /// <summary>The option's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the option must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Older names of the option: still accepted, with a warning.</summary>
    public string[] FormerNames { get; init; } = [];

    /// <summary>Values that Logstash knows and this version does not: an error that says so.</summary>
    public string[] NotYet { get; init; } = [];

    /// <summary>Whether the log says, with ECS, that the option is not given: fields that are not put below it may clash with those of the schema.</summary>
    public bool IsAdvisedWithEcs { get; init; }

    /// <summary>Whether the value is a secret, such as a password: messages do not say what it is. The line of the file that they show has it if it stands there and not in a variable.</summary>
    public bool IsSecret { get; init; }
}
