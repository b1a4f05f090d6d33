using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace S3Contract.NUnit;

/// <summary>Makes the tests of one kind for the fixture that inherits the method: a source of test cases that, other than NUnit's own, is told
/// which fixture asks.</summary>
/// <param name="kind">The kind.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractTestsAttribute(ContractTests kind) : NUnitAttribute, ITestBuilder
{
    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite) =>
        new TestCaseSourceAttribute(typeof(ContractCases), nameof(ContractCases.Of), [method.TypeInfo.Type, kind]).BuildFrom(method, suite);
}
