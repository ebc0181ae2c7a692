using System.Reflection;
using System.Xml.Linq;

namespace El4k.Architecture.Tests.Rules;

/// <summary>Each public type and method of what the project promises has a docstring in the assembly's XML file.</summary>
internal static class MissingDocumentation
{
    public static RuleReport Check(Assembly assembly, XDocument documentation, Func<Type, bool>? which = null)
    {
        var documented = documentation.Descendants("member").Select(m => m.Attribute("name")!.Value.Split('(')[0]).ToHashSet();
        var breaches = new List<Breach>();
        var count = 0;
        foreach (var type in assembly.GetExportedTypes().Where(which ?? (_ => true)))
        {
            var name = type.FullName!.Replace('+', '.');
            count++;
            if (!documented.Contains("T:" + name))
            {
                breaches.Add(new Breach(name, "has no docstring"));
            }

            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.IsSpecialName || IsInherited(method) || method.Name.Contains('<', StringComparison.Ordinal) || IsRecordMember(type, method))
                {
                    continue;
                }

                count++;
                var arity = method.IsGenericMethodDefinition ? "``" + method.GetGenericArguments().Length : "";
                if (!documented.Contains($"M:{name}.{method.Name}{arity}"))
                {
                    breaches.Add(new Breach($"{name}.{method.Name}", "has no docstring"));
                }
            }
        }

        return new RuleReport(count, breaches);
    }

    private static bool IsInherited(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType != method.DeclaringType
        || method.DeclaringType!.GetInterfaces().Any(i => !method.DeclaringType.IsInterface && method.DeclaringType.GetInterfaceMap(i).TargetMethods.Contains(method));

    private static bool IsRecordMember(Type type, MethodInfo method) =>
        type.GetMethod("<Clone>$") is not null && method.Name is "Deconstruct" or "Equals" or "GetHashCode" or "ToString";
}
