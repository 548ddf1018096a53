"""Where the pages are. A newsroom's pages stand below its own address."""

from django.urls import URLPattern, URLResolver, include, path

from annotations.web import (
    articles,
    assignments,
    claims,
    claims_list,
    comments,
    evidence,
    intake,
    invitations,
    members,
    passages,
    people,
    queue,
    reading,
    sign_in,
    sources,
    tokens,
    verdicts,
)

app_name = "web"

newsroom_pages: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="newsroom"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", intake.new_article, name="new_article"),
    path("captures/<uuid:pk>/", intake.preview, name="preview"),
    path("captures/<uuid:pk>/discard/", intake.discard, name="discard"),
    path("articles/<uuid:pk>/", reading.article, name="article"),
    path("articles/<uuid:pk>/edit/", articles.edit_article, name="edit_article"),
    path("articles/<uuid:pk>/assignment/", assignments.assign_article, name="assign_article"),
    path("articles/<uuid:pk>/claims/", claims.mark_claim, name="mark_claim"),
    path("claims/", claims_list.claims, name="claims"),
    path("claims/<uuid:pk>/", claims.claim, name="claim"),
    path("claims/<uuid:pk>/edit/", claims.edit_claim, name="edit_claim"),
    path("claims/<uuid:pk>/set-aside/", claims.set_aside, name="set_aside"),
    path("claims/<uuid:pk>/take-up/", claims.take_up, name="take_up"),
    path("claims/<uuid:pk>/assignment/", assignments.assign_claim, name="assign_claim"),
    path("claims/<uuid:pk>/passages/", passages.add_passage, name="add_passage"),
    path("claims/<uuid:pk>/appearance/", passages.another_appearance, name="another_appearance"),
    path("claims/<uuid:pk>/evidence/", evidence.cite, name="cite"),
    path("claims/<uuid:pk>/assessment/", verdicts.assess, name="assess"),
    path("claims/<uuid:pk>/comments/", comments.comment, name="comment"),
    path("passages/<uuid:pk>/move/", passages.move_passage, name="move_passage"),
    path("passages/<uuid:pk>/withdraw/", passages.withdraw_passage, name="withdraw_passage"),
    path("passages/<uuid:pk>/restore/", passages.restore_passage, name="restore_passage"),
    path("comments/<uuid:pk>/edit/", comments.edit_comment, name="edit_comment"),
    path("comments/<uuid:pk>/resolve/", comments.resolve_thread, name="resolve_thread"),
    path("comments/<uuid:pk>/reopen/", comments.reopen_thread, name="reopen_thread"),
    path("evidence/<uuid:pk>/edit/", evidence.edit_evidence, name="edit_evidence"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw_evidence, name="withdraw_evidence"),
    path("evidence/<uuid:pk>/restore/", evidence.restore_evidence, name="restore_evidence"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<uuid:pk>/", sources.source, name="source"),
    path("sources/<uuid:pk>/edit/", sources.edit_source, name="edit_source"),
    path("settings/members/", members.members, name="members"),
    path("settings/members/invite/", invitations.invite, name="invite"),
    path("settings/members/<uuid:pk>/", members.member, name="member"),
    path("settings/members/<uuid:pk>/end/", members.end_membership, name="end_membership"),
    path(
        "settings/invitations/<uuid:pk>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<uuid:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.home, name="home"),
    path("account/", people.account, name="account"),
    path("sign-in/<str:secret>/", sign_in.sign_in_by_link, name="sign_in_by_link"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("newsrooms/<slug:slug>/", include(newsroom_pages)),
]
