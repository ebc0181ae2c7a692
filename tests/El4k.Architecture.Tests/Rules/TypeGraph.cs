using System.Reflection;
using System.Reflection.Emit;

namespace El4k.Architecture.Tests.Rules;

/// <summary>Which types a type names: base, interfaces, members, attributes, generic arguments and method bodies.</summary>
/// <remarks>Blind spot: a constant of another type is inlined by the compiler and leaves no trace.</remarks>
internal static class TypeGraph
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly OpCode[] _oneByte = new OpCode[256];
    private static readonly OpCode[] _twoByte = new OpCode[256];

    static TypeGraph()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? _oneByte : _twoByte)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>The types that <paramref name="type"/> names, each once, itself left out.</summary>
    public static IReadOnlySet<Type> References(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        foreach (var contract in type.GetInterfaces())
        {
            Add(found, contract);
        }

        AddAttributes(found, type.GetCustomAttributesData());
        foreach (var member in type.GetMembers(All))
        {
            AddAttributes(found, member.GetCustomAttributesData());
            switch (member)
            {
                case FieldInfo field: Add(found, field.FieldType); break;
                case PropertyInfo property: Add(found, property.PropertyType); break;
                case EventInfo e: Add(found, e.EventHandlerType); break;
                case MethodBase method: AddMethod(found, method); break;
            }
        }

        found.Remove(type);
        return found;
    }

    /// <summary>The type that a person wrote: the outermost declaring type of a nested or compiler-made one.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static void AddMethod(HashSet<Type> found, MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            Add(found, parameter.ParameterType);
        }

        if (method is MethodInfo info)
        {
            Add(found, info.ReturnType);
        }

        if (method.IsGenericMethodDefinition)
        {
            foreach (var argument in method.GetGenericArguments())
            {
                Add(found, argument);
            }
        }

        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(found, local.LocalType);
        }

        foreach (var clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause)
            {
                Add(found, clause.CatchType);
            }
        }

        AddInstructions(found, method, body.GetILAsByteArray() ?? []);
    }

    private static void AddInstructions(HashSet<Type> found, MethodBase method, byte[] il)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var at = 0;
        while (at < il.Length)
        {
            var code = il[at] == 0xFE ? _twoByte[il[at + 1]] : _oneByte[il[at]];
            at += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    AddMember(found, method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments));
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(il, at));
                    break;
                default:
                    at += OperandSize(code.OperandType);
                    break;
            }
        }
    }

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static void AddMember(HashSet<Type> found, MemberInfo? member)
    {
        switch (member)
        {
            case Type type: Add(found, type); break;
            case FieldInfo field: Add(found, field.DeclaringType); Add(found, field.FieldType); break;
            case MethodBase method:
                Add(found, method.DeclaringType);
                if (method is MethodInfo { IsGenericMethod: true } generic)
                {
                    foreach (var argument in generic.GetGenericArguments())
                    {
                        Add(found, argument);
                    }
                }

                break;
        }
    }

    private static void AddAttributes(HashSet<Type> found, IList<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(found, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument.Value is Type type)
                {
                    Add(found, type);
                }
            }
        }
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
            return;
        }

        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Add(found, argument);
            }

            type = type.GetGenericTypeDefinition();
        }

        found.Add(type);
    }
}
