"""Where everything is, for programs. Rows end with a slash; what stands alone does not."""

from django.urls import include, path, re_path

from annotations.api import (
    annotations,
    articles,
    assessments,
    assignments,
    bulk,
    changes,
    claims,
    comments,
    evidence,
    limits,
    members,
    newsrooms,
    passages,
    ratings,
    readings,
    site,
    sources,
    terms,
    versions,
)

app_name = "api"

in_a_newsroom = [
    path("", newsrooms.OneNewsroom.as_view(), name="newsroom"),
    path("articles/", articles.Articles.as_view(), name="articles"),
    path("articles/<uuid:pk>/", articles.OneArticle.as_view(), name="article"),
    path("articles/<uuid:pk>/versions/", versions.VersionsOfArticle.as_view(), name="versions"),
    path(
        "articles/<uuid:pk>/assignment/",
        assignments.AssignmentOfArticle.as_view(),
        name="article_assignment",
    ),
    path(
        "articles/<uuid:pk>/annotations/",
        annotations.AnnotationsOfArticle.as_view(),
        name="annotations_of_article",
    ),
    path("versions/<uuid:pk>/", versions.OneVersion.as_view(), name="version"),
    path(
        "versions/<uuid:pk>/annotations/",
        annotations.AnnotationsOfVersion.as_view(),
        name="annotations_of_version",
    ),
    path("versions/<uuid:pk>/readings/", readings.ReadingsOfVersion.as_view(), name="readings"),
    path("versions/<uuid:pk>/coverage/", readings.CoverageOfVersion.as_view(), name="coverage"),
    path("readings/<uuid:pk>/", readings.OneReading.as_view(), name="reading"),
    path("annotations/<uuid:pk>/", annotations.OneAnnotation.as_view(), name="annotation"),
    path("claims/", claims.Claims.as_view(), name="claims"),
    path("claims/bulk/", bulk.ClaimsInBulk.as_view(), name="claims_in_bulk"),
    path("claims/<uuid:pk>/", claims.OneClaim.as_view(), name="claim"),
    path("claims/<uuid:pk>/set-aside/", claims.SetAside.as_view(), name="set_aside"),
    path("claims/<uuid:pk>/take-up/", claims.TakeUp.as_view(), name="take_up"),
    path(
        "claims/<uuid:pk>/assignment/",
        assignments.AssignmentOfClaim.as_view(),
        name="claim_assignment",
    ),
    path("claims/<uuid:pk>/passages/", passages.PassagesOfClaim.as_view(), name="passages"),
    path("claims/<uuid:pk>/evidence/", evidence.EvidenceOfClaim.as_view(), name="evidence"),
    path(
        "claims/<uuid:pk>/assessments/",
        assessments.AssessmentsOfClaim.as_view(),
        name="assessments",
    ),
    path("evidence/bulk/", bulk.EvidenceInBulk.as_view(), name="evidence_in_bulk"),
    path("evidence/<uuid:pk>/", evidence.OneEvidence.as_view(), name="one_evidence"),
    path("evidence/<uuid:pk>/restore/", evidence.RestoreEvidence.as_view(), name="restore"),
    path("assessments/<uuid:pk>/", assessments.OneAssessment.as_view(), name="assessment"),
    path("claims/<uuid:pk>/comments/", comments.CommentsOnClaim.as_view(), name="comments"),
    path("comments/<uuid:pk>/", comments.OneComment.as_view(), name="comment"),
    path("passages/<uuid:pk>/", passages.OnePassage.as_view(), name="passage"),
    path("passages/<uuid:pk>/restore/", passages.RestorePassage.as_view(), name="restore_passage"),
    path("comments/<uuid:pk>/resolve/", comments.ResolveThread.as_view(), name="resolve"),
    path("comments/<uuid:pk>/reopen/", comments.ReopenThread.as_view(), name="reopen"),
    path("sources/", sources.Sources.as_view(), name="sources"),
    path("sources/<uuid:pk>/", sources.OneSource.as_view(), name="source"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("members/", members.Members.as_view(), name="members"),
    path("ratings/", ratings.Ratings.as_view(), name="ratings"),
]

urlpatterns = [
    path("", site.Index.as_view(), name="index"),
    path("schema", site.Schema.as_view(), name="schema"),
    path("docs", site.Docs.as_view(), name="docs"),
    path("context.jsonld", terms.Context.as_view(), name="context"),
    path("limits", limits.Limits.as_view(), name="limits"),
    path("problems/", site.Problems.as_view(), name="problems"),
    path("problems/<slug:code>", site.OneProblem.as_view(), name="problem"),
    path("newsrooms/", newsrooms.Newsrooms.as_view(), name="newsrooms"),
    path("newsrooms/<slug:slug>/", include(in_a_newsroom)),
    re_path("", site.UnknownPath.as_view()),
]
