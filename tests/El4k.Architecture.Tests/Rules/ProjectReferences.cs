using System.Xml.Linq;

namespace El4k.Architecture.Tests.Rules;

/// <summary>Each project in <c>src</c> references only what the table allows; a project that the table lacks is a breach.</summary>
internal sealed class ProjectReferences(IReadOnlyDictionary<string, string[]> allowed)
{
    public RuleReport Check(string src)
    {
        var breaches = new List<Breach>();
        var projects = 0;
        foreach (var file in Directory.EnumerateFiles(src, "*.csproj", SearchOption.AllDirectories))
        {
            projects++;
            var name = Path.GetFileNameWithoutExtension(file);
            if (!allowed.TryGetValue(name, out var may))
            {
                breaches.Add(new Breach(name, "is not in the table of projects"));
                continue;
            }

            foreach (var reference in XDocument.Load(file).Descendants("ProjectReference"))
            {
                var target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));
                if (!may.Contains(target))
                {
                    breaches.Add(new Breach(name, $"references {target}; it may reference: {(may.Length == 0 ? "nothing" : string.Join(", ", may))}"));
                }
            }
        }

        return new RuleReport(projects, breaches);
    }
}
