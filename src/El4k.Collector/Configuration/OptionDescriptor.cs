using System.Reflection;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>An option of an options record.</summary>
internal sealed record OptionDescriptor(OptionAttribute Attribute, PropertyInfo Property);
